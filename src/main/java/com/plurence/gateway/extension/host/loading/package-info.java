/** The jars of extensions, and what the classes in them can see. */
@NullMarked
package com.plurence.gateway.extension.host.loading;

import org.jspecify.annotations.NullMarked;
