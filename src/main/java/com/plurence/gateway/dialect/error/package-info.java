/** What providers say of failures, whatever their dialect, and what of it clients may see. */
@NullMarked
package com.plurence.gateway.dialect.error;

import org.jspecify.annotations.NullMarked;
