/** Tests of {@code com.plurence.gateway.storage.database}. */
@NullMarked
package com.plurence.gateway.storage.database;

import org.jspecify.annotations.NullMarked;
