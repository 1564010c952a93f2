@NullMarked
package com.plurence.gateway.dialect.anthropic.provider;

import org.jspecify.annotations.NullMarked;
