/**
 * What extensions are written against: implement {@link com.plurence.gateway.extension.Extension},
 * put the jar beside the gateway, name the class in the configuration. The gateway's classes
 * outside this package and the error types it uses are not visible to an extension.
 */
@NullMarked
package com.plurence.gateway.extension;

import org.jspecify.annotations.NullMarked;
