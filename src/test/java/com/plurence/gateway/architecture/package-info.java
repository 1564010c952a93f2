/** What holds of the whole house: who imports whom, what may wait, what is relied on, how large. */
@NullMarked
package com.plurence.gateway.architecture;

import org.jspecify.annotations.NullMarked;
