/** What a request meets on its way to providers: failures, deadlines, pools, disconnects. */
@NullMarked
package com.plurence.gateway.acceptance.upstream;

import org.jspecify.annotations.NullMarked;
