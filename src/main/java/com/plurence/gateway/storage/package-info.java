/** The stores of the features, in SQL, and what they tell one another of changes. */
@NullMarked
package com.plurence.gateway.storage;

import org.jspecify.annotations.NullMarked;
