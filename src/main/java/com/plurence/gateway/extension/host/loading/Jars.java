package com.plurence.gateway.extension.host.loading;

import com.plurence.gateway.extension.Extension;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The jars of the extension directory, opened for one entry of the configuration: each entry has a
 * class loader of its own, so that it can be replaced while another stays.
 */
public final class Jars implements AutoCloseable {
  private final Path directory;
  private final URLClassLoader loader;

  private Jars(Path directory, URLClassLoader loader) {
    this.directory = directory;
    this.loader = loader;
  }

  /** Opens every jar in {@code directory} as it is now; blocks. */
  public static Jars open(Path directory) {
    ClassLoader gateway = Jars.class.getClassLoader();
    return new Jars(directory, new URLClassLoader(urls(directory), new VisibleClasses(gateway)));
  }

  private static URL[] urls(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Jars::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of what is in the jars. */
  public ClassLoader loader() {
    return loader;
  }

  /**
   * Makes instances of the class of that name, or of the service.
   *
   * @throws HostingException when there is neither, or it can't be deployed
   */
  public Supplier<Deployable> maker(String name) {
    try {
      return ofClass(name, Class.forName(name, true, loader));
    } catch (ClassNotFoundException e) {
      return ofService(name);
    } catch (LinkageError e) {
      throw new HostingException(name + " can't be loaded", e);
    }
  }

  private static Supplier<Deployable> ofClass(String name, Class<?> type) {
    if (!Deployable.class.isAssignableFrom(type)) {
      throw new HostingException(name + " is neither an Extension nor a verticle");
    }
    try {
      var constructor = type.asSubclass(Deployable.class).getConstructor();
      return () -> make(name, constructor);
    } catch (NoSuchMethodException e) {
      throw new HostingException(name + " has no public constructor without parameters");
    }
  }

  private Supplier<Deployable> ofService(String name) {
    try {
      var found =
          ServiceLoader.load(Extension.class, loader).stream()
              .filter(provider -> provider.get().name().equals(name))
              .findFirst()
              .orElseThrow(() -> notFound(name));
      return found::get;
    } catch (ServiceConfigurationError e) {
      throw new HostingException("the services in the jars can't be read", e);
    }
  }

  private HostingException notFound(String name) {
    return new HostingException(
        "there is neither a class nor a service %s in the jars of %s: %s"
            .formatted(name, directory.toAbsolutePath(), names()));
  }

  private static Deployable make(
      String className, java.lang.reflect.Constructor<? extends Deployable> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new HostingException(className + " can't be constructed", e);
    }
  }

  private List<String> names() {
    return Stream.of(loader.getURLs())
        .map(url -> String.valueOf(Path.of(url.getPath()).getFileName()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
