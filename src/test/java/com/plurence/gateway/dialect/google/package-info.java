@NullMarked
package com.plurence.gateway.dialect.google;

import org.jspecify.annotations.NullMarked;
