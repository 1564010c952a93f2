/** Who is calling and what they may do, and the guards that let applications in. */
@NullMarked
package com.plurence.gateway.auth;

import org.jspecify.annotations.NullMarked;
