/** What the endpoints of the management API share: bodies, list parameters, versions, answers. */
@NullMarked
package com.plurence.gateway.management;

import org.jspecify.annotations.NullMarked;
