@NullMarked
package com.plurence.gateway.storage.query;

import org.jspecify.annotations.NullMarked;
