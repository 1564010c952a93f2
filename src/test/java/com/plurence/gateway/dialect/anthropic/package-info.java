@NullMarked
package com.plurence.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
