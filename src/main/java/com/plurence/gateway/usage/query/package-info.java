/**
 * What can be asked of usage records: lists, one of them, sums of many, and all of them as a file.
 */
@NullMarked
package com.plurence.gateway.usage.query;

import org.jspecify.annotations.NullMarked;
