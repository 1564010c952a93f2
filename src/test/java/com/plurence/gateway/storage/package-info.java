/** The stores, against both databases. */
@NullMarked
package com.plurence.gateway.storage;

import org.jspecify.annotations.NullMarked;
