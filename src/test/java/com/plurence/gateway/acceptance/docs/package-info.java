/** The guides keep their word. */
@NullMarked
package com.plurence.gateway.acceptance.docs;

import org.jspecify.annotations.NullMarked;
