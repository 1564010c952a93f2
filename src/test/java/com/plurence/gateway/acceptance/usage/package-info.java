/** What requests are found to have cost, through the front door. */
@NullMarked
package com.plurence.gateway.acceptance.usage;

import org.jspecify.annotations.NullMarked;
