/** Every error of the contract, provoked. */
@NullMarked
package com.plurence.gateway.acceptance.errors;

import org.jspecify.annotations.NullMarked;
