/** Typed settings out of a YAML document, with every mistake collected; knows no setting itself. */
@NullMarked
package com.plurence.gateway.config.yaml;

import org.jspecify.annotations.NullMarked;
