@NullMarked
package com.plurence.gateway.auth.issuer;

import org.jspecify.annotations.NullMarked;
