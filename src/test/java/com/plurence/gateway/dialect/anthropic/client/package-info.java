@NullMarked
package com.plurence.gateway.dialect.anthropic.client;

import org.jspecify.annotations.NullMarked;
