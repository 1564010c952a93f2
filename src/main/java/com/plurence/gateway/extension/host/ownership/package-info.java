/** What one extension has and so no other can have: places, headers, providers, error ids. */
@NullMarked
package com.plurence.gateway.extension.host.ownership;

import org.jspecify.annotations.NullMarked;
