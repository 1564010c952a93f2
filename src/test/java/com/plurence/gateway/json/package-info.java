/** The scanner against tables of documents and against Jackson. */
@NullMarked
package com.plurence.gateway.json;

import org.jspecify.annotations.NullMarked;
