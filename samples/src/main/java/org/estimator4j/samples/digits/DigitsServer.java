package org.estimator4j.samples.digits;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers over HTTP what a drawn digit is, in the JDK's own server: all its threads ask one
 * predictor. {@code GET /} is a page to draw on; {@code POST /answer} takes 64 brightnesses from 0
 * to 1, separated by commas, row by row, and gives JSON.
 */
final class DigitsServer implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int LONGEST = 4096;

  private final HttpServer server;
  private final ExecutorService threads;
  private final DigitsClassifierPredictor predictor;

  private DigitsServer(
      HttpServer server, ExecutorService threads, DigitsClassifierPredictor predictor) {
    this.server = server;
    this.threads = threads;
    this.predictor = predictor;
  }

  /** Loads a SavedModel and starts on a port of this machine, 0 for any. */
  static DigitsServer start(Path savedModel, int port) {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve on port " + port, e);
    }
    DigitsClassifierPredictor predictor = DigitsClassifierPredictor.load(savedModel);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    DigitsServer server = new DigitsServer(http, threads, predictor);
    http.setExecutor(threads);
    http.createContext("/", server::page);
    http.createContext("/answer", server::answer);
    http.start();
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void page(HttpExchange exchange) throws IOException {
    try (InputStream page = DigitsServer.class.getResourceAsStream("draw.html")) {
      if (page == null || !exchange.getRequestURI().getPath().equals("/")) {
        send(exchange, 404, "text/plain", "there is nothing here\n");
      } else {
        send(exchange, 200, "text/html", new String(page.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST);
    try {
      DigitsClassifierPredictor.Prediction answer =
          predictor.predictRow(pixels(new String(body, StandardCharsets.US_ASCII)));
      send(
          exchange,
          200,
          "application/json",
          "{\"digit\":"
              + answer.digit()
              + ",\"probabilities\":"
              + Arrays.toString(answer.probabilities())
              + "}");
    } catch (IllegalArgumentException e) {
      send(exchange, 400, "text/plain", e.getMessage() + "\n");
    }
  }

  private static float[][][] pixels(String text) {
    int side = DigitsData.SIDE;
    String[] values = text.strip().split(",", -1);
    if (values.length != side * side) {
      throw new IllegalArgumentException(
          side * side + " numbers make an image, but there are " + values.length);
    }
    float[][][] pixels = new float[side][side][1];
    for (int i = 0; i < values.length; i++) {
      pixels[i / side][i % side][0] = Float.parseFloat(values[i]);
    }
    return pixels;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Ends the requests that are under way, stops, and frees the model. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
    predictor.close();
  }
}
