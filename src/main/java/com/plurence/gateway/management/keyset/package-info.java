/**
 * Lists that grow while they are read: filters of several kinds, and pages that begin after a row
 * rather than after a number of rows.
 */
@NullMarked
package com.plurence.gateway.management.keyset;

import org.jspecify.annotations.NullMarked;
