@NullMarked
package com.plurence.gateway.usage.query;

import org.jspecify.annotations.NullMarked;
