/** Bodies that clients have compressed: which codings are known, and how they are undone. */
@NullMarked
package com.plurence.gateway.http.coding;

import org.jspecify.annotations.NullMarked;
