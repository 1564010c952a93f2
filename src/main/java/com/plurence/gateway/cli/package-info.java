/** The operator's commands: projects and keys, over the management API. */
@NullMarked
package com.plurence.gateway.cli;

import org.jspecify.annotations.NullMarked;
