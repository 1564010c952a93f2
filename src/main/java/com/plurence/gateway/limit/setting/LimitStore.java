package com.plurence.gateway.limit.setting;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.Precondition;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where limits of accounts, projects and API keys are kept. Futures complete on the caller's
 * context.
 */
public interface LimitStore {
  /**
   * What {@code place} has of its own. Fails with ACCOUNT_NOT_FOUND, PROJECT_NOT_FOUND or
   * API_KEY_NOT_FOUND when the tenant has no such thing.
   */
  Future<LimitSetting> find(Tenant tenant, LimitPlace place);

  /**
   * Changes it in one step. Fails as {@link #find} does, or with RESOURCE_CHANGED when it is of a
   * version that {@code precondition} does not admit.
   *
   * @param change pure; what it leaves as it is keeps its version; runs on a worker thread, perhaps
   *     more than once
   */
  Future<LimitSetting> change(
      Tenant tenant, LimitPlace place, Precondition precondition, UnaryOperator<OwnLimits> change);

  /** What those of {@code owners} have who still are, and have had something of their own. */
  Future<List<LimitSetting>> read(Collection<LimitOwner> owners);

  /** Everything, ordered by kind and id: at most {@code most} that come after {@code last}. */
  Future<List<LimitSetting>> page(Optional<LimitOwner> last, int most);
}
