/** The words in which model providers answer and fail, whatever their dialect. */
@NullMarked
package com.plurence.gateway.provider;

import org.jspecify.annotations.NullMarked;
