/** Usage records and their sums in SQL. */
@NullMarked
package com.plurence.gateway.storage.usage;

import org.jspecify.annotations.NullMarked;
