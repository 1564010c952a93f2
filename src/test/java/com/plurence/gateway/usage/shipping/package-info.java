/** Usage records on their way to the store. */
@NullMarked
package com.plurence.gateway.usage.shipping;

import org.jspecify.annotations.NullMarked;
