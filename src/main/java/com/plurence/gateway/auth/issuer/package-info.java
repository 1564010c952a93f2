/** Access tokens that another service issues, and the keys it publishes. */
@NullMarked
package com.plurence.gateway.auth.issuer;

import org.jspecify.annotations.NullMarked;
