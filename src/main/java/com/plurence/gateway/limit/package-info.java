/**
 * What may be spent: limits by dimension and scope, and the contract of whoever keeps count of what
 * is used. Knows neither HTTP nor where the counts are kept.
 */
@NullMarked
package com.plurence.gateway.limit;

import org.jspecify.annotations.NullMarked;
