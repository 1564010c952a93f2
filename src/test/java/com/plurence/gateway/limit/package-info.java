/**
 * What whoever keeps count has to show, wherever the counts are: by examples, and step by step
 * beside a list of everything that happened.
 */
@NullMarked
package com.plurence.gateway.limit;

import org.jspecify.annotations.NullMarked;
