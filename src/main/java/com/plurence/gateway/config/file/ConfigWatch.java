package com.plurence.gateway.config.file;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.GatewayConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the configuration file has changed and reads it anew: all of it or, if there is a
 * single mistake, nothing. Compares what the file says, not when it was written, so that a rename
 * or a switched link over the file counts, and a mere touch does not.
 *
 * <p>A worker verticle: reading and checking block, and must not on an event loop.
 */
public final class ConfigWatch extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

  /** Who applies a new configuration. Called on a worker thread, one call at a time. */
  public interface ConfigListener {
    /** The configuration to use from now on; begin nothing long here. */
    void changed(GatewayConfig config);

    /** The file holds mistakes; the configuration in use stays. Called once for each bad state. */
    void refused(ConfigException mistakes);
  }

  private final ConfigSource source;
  private final Map<String, String> environment;
  private final Duration period;
  private final ConfigListener listener;

  private GatewayConfig current;
  private String lastSeen = "";
  private String lastHandled = "";
  private boolean wasThere;

  /**
   * @param current the configuration in use, to notice a change since it was loaded
   * @param environment the variables for <code>${NAME}</code>
   * @param period between two looks at the file
   */
  public ConfigWatch(
      ConfigSource source,
      Map<String, String> environment,
      GatewayConfig current,
      Duration period,
      ConfigListener listener) {
    this.source = source;
    this.environment = Map.copyOf(environment);
    this.current = current;
    this.period = period;
    this.listener = listener;
  }

  /** Deploys this watch; undeploy it by the id to end it. */
  public Future<String> deploy(Vertx vertx) {
    return vertx.deployVerticle(
        this, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(period.toMillis(), timer -> look(false));
    return Future.succeededFuture();
  }

  /**
   * Reads the file now, and tells the listener even if nothing has changed: certificates that the
   * file only points to may have. Any thread, after deployment; returns at once.
   */
  public void reload() {
    context.runOnContext(now -> look(true));
  }

  /**
   * @param asked whether somebody wants a response whatever the file says
   */
  void look(boolean asked) {
    try {
      String text = read();
      if (isNews("text:" + text) || asked) {
        take(text, asked);
      }
    } catch (ConfigException unreadable) {
      if (isNews("failure:" + unreadable.getMessage()) || asked) {
        listener.refused(unreadable);
      }
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).log("a new configuration could not be applied");
    }
  }

  /** A file that nobody named may be missing, but not vanish: that would drop every model. */
  private String read() throws ConfigException {
    boolean leftOut = source.isLeftOut();
    if (leftOut && wasThere) {
      throw ConfigLoader.unreadable(source, "does not exist any more");
    }
    wasThere = !leftOut;
    return ConfigLoader.text(source);
  }

  /** Only what was there twice in a row counts: once could be a file half written. */
  private boolean isNews(String state) {
    boolean settled = state.equals(lastSeen);
    lastSeen = state;
    if (!settled || state.equals(lastHandled)) {
      return false;
    }
    lastHandled = state;
    return true;
  }

  private void take(String text, boolean asked) {
    try {
      GatewayConfig loaded = ConfigLoader.parse(source.path().toString(), text, environment);
      if (asked || !loaded.equals(current)) {
        current = loaded;
        listener.changed(loaded);
      }
    } catch (ConfigException mistakes) {
      listener.refused(mistakes);
    }
  }
}
