/**
 * Questions about usage records in SQL: parts of lists, and sums from records and their roll-ups.
 */
@NullMarked
package com.plurence.gateway.storage.query;

import org.jspecify.annotations.NullMarked;
