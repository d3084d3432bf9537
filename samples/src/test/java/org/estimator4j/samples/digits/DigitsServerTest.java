package org.estimator4j.samples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import org.estimator4j.samples.SampleArgs;
import org.estimator4j.serve.Predictor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the answers of {@code --serve}. */
class DigitsServerTest {

  @TempDir Path dir;

  @Test
  void servesThePageAndAnswers() throws Exception {
    SampleArgs args =
        SampleArgs.parse(
            new String[] {"--model-dir=" + dir, "--steps=3", "--port=0"},
            Set.of("model-dir", "steps", "port"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      Digits.run(args, out);
      try (DigitsServer server = Digits.serve(args, out);
          DigitsClassifierPredictor predictor =
              DigitsClassifierPredictor.of(Predictor.loadNewest(dir.resolve("export")))) {
        assertTrue(
            printed
                .toString(StandardCharsets.UTF_8)
                .contains("draw a digit at http://localhost:" + server.port() + "/ (Ctrl-C"),
            printed.toString(StandardCharsets.UTF_8));
        URI root = URI.create("http://localhost:" + server.port() + "/");
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> page = get(client, HttpRequest.newBuilder(root));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<canvas id=\"paper\""), page.body());
        String image = String.join(",", Collections.nCopies(64, "0.5"));
        float[][][] pixels = new float[8][8][1];
        for (float[][] line : pixels) {
          for (float[] pixel : line) {
            pixel[0] = 0.5f;
          }
        }
        HttpResponse<String> answer = post(client, root, image);
        assertEquals(200, answer.statusCode());
        assertTrue(
            answer
                .body()
                .startsWith("{\"digit\":" + predictor.predictRow(pixels).digit() + ",\"prob"),
            answer.body());
        HttpResponse<String> refused = post(client, root, "1,2");
        assertEquals(400, refused.statusCode());
        assertEquals("64 numbers make an image, but there are 2\n", refused.body());
        assertEquals(
            404, get(client, HttpRequest.newBuilder(root.resolve("elsewhere"))).statusCode());
      }
    }
  }

  private static HttpResponse<String> post(HttpClient client, URI root, String body)
      throws Exception {
    return get(
        client,
        HttpRequest.newBuilder(root.resolve("answer"))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
