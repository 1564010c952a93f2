/** Usage records as files. */
@NullMarked
package com.plurence.gateway.usage.query.export;

import org.jspecify.annotations.NullMarked;
