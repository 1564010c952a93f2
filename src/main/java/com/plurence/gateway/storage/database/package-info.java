/**
 * The database behind the stores: its URL, connections, schema and transactions, and what its
 * failures mean. The only place that blocks.
 */
@NullMarked
package com.plurence.gateway.storage.database;

import org.jspecify.annotations.NullMarked;
