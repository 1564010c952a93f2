package com.plurence.gateway.loadtest.report;

import com.plurence.gateway.loadtest.bench.Options;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two kinds of plots, as SVG in the page. */
final class Svg {
  private static final List<String> COLOURS =
      List.of("#2f6fde", "#e07b39", "#3b9c6a", "#9657c9", "#b3261e", "#6b7785");
  private static final int WIDTH = 440;
  private static final int HEIGHT = 230;
  private static final int LEFT = 60;
  private static final int BOTTOM = 24;
  private static final int TOP = 24;
  private static final int BAR = 22;
  private static final int LABELS = 190;
  private static final int NUMBERS = 70;

  private Svg() {}

  static String bars(String caption, Map<String, Double> bars) {
    double most = bars.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    int y = 4;
    for (Map.Entry<String, Double> bar : bars.entrySet()) {
      double length = most == 0 ? 0 : (WIDTH - LABELS - NUMBERS) * bar.getValue() / most;
      text(svg, LABELS - 6, y + 14, "end", bar.getKey());
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x='%d' y='%d' width='%.1f' height='%d' fill='%s'/>",
              LABELS,
              y,
              length,
              BAR - 6,
              colour(bar.getKey())));
      text(svg, LABELS + (int) length + 5, y + 14, "start", number(bar.getValue()));
      y += BAR;
    }
    return figure(caption, y + 4, svg);
  }

  /** The first word of a label is what it is about: it has one colour in every plot. */
  private static String colour(String label) {
    return switch (label.split(" ", 2)[0]) {
      case Options.GATEWAY -> COLOURS.get(0);
      case Options.NGINX -> COLOURS.get(1);
      case Options.DIRECT -> COLOURS.get(2);
      default -> COLOURS.get(3 + Math.floorMod(label.split(" ", 2)[0].hashCode(), 3));
    };
  }

  static String lines(String caption, Map<String, Map<Double, Double>> series) {
    double right = 1;
    double top = 1;
    for (Map<Double, Double> points : series.values()) {
      for (Map.Entry<Double, Double> point : points.entrySet()) {
        right = Math.max(right, point.getKey());
        top = Math.max(top, point.getValue());
      }
    }
    StringBuilder svg = new StringBuilder();
    axes(svg, right, top);
    int legend = LEFT;
    for (Map.Entry<String, Map<Double, Double>> one : series.entrySet()) {
      line(svg, colour(one.getKey()), one.getValue(), right, top);
      svg.append(
          "<rect x='%d' y='4' width='10' height='10' fill='%s'/>"
              .formatted(legend, colour(one.getKey())));
      text(svg, legend + 14, 13, "start", one.getKey());
      legend += 100;
    }
    return figure(caption, HEIGHT, svg);
  }

  private static void axes(StringBuilder svg, double right, double top) {
    for (int i = 0; i <= 4; i++) {
      double y = y(top * i / 4, top);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#8884'/>",
              LEFT,
              WIDTH - 10,
              y,
              y));
      text(svg, LEFT - 6, (int) y + 4, "end", number(top * i / 4));
    }
    text(svg, LEFT, HEIGHT - 6, "start", "0");
    text(svg, WIDTH - 10, HEIGHT - 6, "end", number(right) + " requests/s");
  }

  private static void line(
      StringBuilder svg, String colour, Map<Double, Double> points, double right, double top) {
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    points.forEach(
        (x, value) -> {
          double px = LEFT + (WIDTH - LEFT - 10) * x / right;
          double py = y(value, top);
          path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
          dots.append(
              String.format(
                  Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", px, py, colour));
        });
    svg.append(
        "<polyline fill='none' stroke='%s' stroke-width='2' points='%s'/>"
            .formatted(colour, path.toString().strip()));
    svg.append(dots);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
  }

  private static String figure(String caption, int height, StringBuilder content) {
    return "<figure><figcaption>%s</figcaption><svg width='%d' height='%d' role='img'>%s</svg></figure>"
        .formatted(escape(caption), WIDTH, height, content);
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        "<text x='%d' y='%d' text-anchor='%s'>%s</text>".formatted(x, y, anchor, escape(text)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }
}
