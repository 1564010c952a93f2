/** Who is calling: the guards of the endpoints and what they find out. */
@NullMarked
package com.plurence.gateway.auth;

import org.jspecify.annotations.NullMarked;
