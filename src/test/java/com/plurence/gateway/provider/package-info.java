/** What of a provider's words reaches clients. */
@NullMarked
package com.plurence.gateway.provider;

import org.jspecify.annotations.NullMarked;
