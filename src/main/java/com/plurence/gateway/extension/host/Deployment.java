package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.host.loading.HostingException;
import com.plurence.gateway.extension.host.loading.Jars;
import com.plurence.gateway.extension.host.ownership.Claims;
import com.plurence.gateway.extension.host.ownership.ErrorRegistry;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One entry of the configuration, deployed: its class loader, its instances. */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
  private static final Future<Void> NOTHING = Future.succeededFuture();

  private final ExtensionThreads threads;
  private final VerticleConfig entry;
  private final Path directory;
  private final ErrorRegistry errors;
  private final Complaints complaints;
  private final List<Instance> instances = new CopyOnWriteArrayList<>();
  private final Promise<String> deployed = Promise.promise();
  private volatile @Nullable Jars jars;

  /**
   * @param directory of the jars
   */
  Deployment(ExtensionThreads threads, VerticleConfig entry, Path directory, ErrorRegistry errors) {
    this.threads = threads;
    this.entry = entry;
    this.directory = directory;
    this.errors = errors;
    this.complaints = new Complaints(entry.name());
  }

  VerticleConfig entry() {
    return entry;
  }

  List<Instance> instances() {
    return instances;
  }

  /** What it has registered that no other can have. */
  Claims claims() {
    return instances.isEmpty() ? Claims.NONE : instances.get(0).registrations().claims();
  }

  /** Completes, on whatever thread, when every instance has started. */
  Future<Deployment> start() {
    threads.starter().runOnContext(now -> deploy().onComplete(deployed));
    return deployed.future().map(this);
  }

  private Future<String> deploy() {
    try {
      Jars opened = Jars.open(directory);
      jars = opened;
      Supplier<Deployable> maker = opened.maker(entry.name());
      List<String> problems = problems(entry, maker.get());
      if (!problems.isEmpty()) {
        throw new HostingException(String.join("; ", problems));
      }
      return threads
          .vertx()
          .deployVerticle(() -> new Hosted(maker.get()), options(opened.loader()));
    } catch (Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  /** Mistakes in the extension's own settings are found before anything of it runs. */
  static List<String> problems(VerticleConfig entry, Deployable probe) {
    List<String> problems =
        probe instanceof Extension extension
            ? extension.problems(new JsonObject(entry.config()).copy())
            : List.of();
    return problems == null
        ? List.of("config: its own check returned null")
        : problems.stream().map(problem -> "config: " + problem).toList();
  }

  private DeploymentOptions options(ClassLoader loader) {
    return new DeploymentOptions()
        .setInstances(entry.instances())
        .setThreadingModel(threading())
        .setWorkerPoolName("extension-" + entry.name())
        .setConfig(config())
        .setClassLoader(loader);
  }

  private ThreadingModel threading() {
    return switch (entry.threading()) {
      case EVENT_LOOP -> ThreadingModel.EVENT_LOOP;
      case WORKER -> ThreadingModel.WORKER;
      case VIRTUAL -> {
        if (!((VertxInternal) threads.vertx()).isVirtualThreadAvailable()) {
          throw new HostingException(
              "threading virtual needs a JDK of 21 or later, this is "
                  + Runtime.version().feature());
        }
        yield ThreadingModel.VIRTUAL_THREAD;
      }
    };
  }

  private JsonObject config() {
    return new JsonObject(entry.config()).copy();
  }

  /** Lets backends answer; completes when they do. */
  Future<Void> serve() {
    return Future.join(instances.stream().map(Instance::serve).toList()).mapEmpty();
  }

  /** Tells one instance of what concerns one request, and all of everything else. */
  void tell(GatewayEvent event) {
    if (event instanceof GatewayEvent.Usage || event instanceof GatewayEvent.Audit) {
      instances.get(ThreadLocalRandom.current().nextInt(instances.size())).tell(event);
    } else {
      instances.forEach(instance -> instance.tell(event));
    }
  }

  /** Backends are not asked again; completes when that is so. */
  Future<Void> retire() {
    return Future.join(instances.stream().map(Instance::retire).toList()).mapEmpty();
  }

  /** Completes when every instance has stopped, well or not; not before it has started or not. */
  Future<Void> stop() {
    return deployed
        .future()
        .transform(started -> started.succeeded() ? undeploy(started.result()) : NOTHING)
        .eventually(this::closeJars);
  }

  private Future<Void> undeploy(String id) {
    return threads.vertx().undeploy(id).onFailure(this::stoppedBadly).otherwiseEmpty();
  }

  private void stoppedBadly(Throwable failure) {
    LOG.atWarn()
        .addKeyValue("extension", entry.name())
        .setCause(failure)
        .log("an extension did not stop well");
  }

  private Future<Void> closeJars() {
    Jars opened = jars;
    try {
      if (opened != null) {
        opened.close();
      }
      return Future.succeededFuture();
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  /** An instance as Vert.x deploys it: registers first, and starts if that went well. */
  private final class Hosted implements Deployable {
    private final Deployable extension;

    Hosted(Deployable extension) {
      this.extension = extension;
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
      Registrations registrations =
          new Registrations(
              entry, extension.getClass().getName(), threads.vertx(), errors, complaints);
      context.exceptionHandler(thrown -> complaints.add("", "something of it threw", thrown));
      if (extension instanceof Extension registering) {
        registering.register(registrations);
      }
      registrations.seal();
      instances.add(new Instance(entry, context, registrations, complaints));
      return extension.deploy(context);
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
      return extension.undeploy(context);
    }
  }
}
