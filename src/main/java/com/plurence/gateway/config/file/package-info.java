/** The configuration file: which one it is, what it means, and when it has changed. */
@NullMarked
package com.plurence.gateway.config.file;

import org.jspecify.annotations.NullMarked;
