/** Tests of the stages that need no gateway around them. */
@NullMarked
package com.plurence.gateway.inference.stage;

import org.jspecify.annotations.NullMarked;
