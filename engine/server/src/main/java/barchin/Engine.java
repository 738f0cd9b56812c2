package barchin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;

/**
 * Starts the engine with basic authentication in front of its REST interface.
 *
 * <p>The engine's classes are named as text only: what this file compiles against is Spring alone.
 */
@SpringBootApplication
public class Engine {
  private static final String AUTHENTICATION = "org.camunda.bpm.engine.rest.security.auth.";

  public static void main(String[] arguments) throws ReflectiveOperationException {
    var ahead = Long.getLong("barchin.clock.ahead");
    if (ahead != null) {
      setClock(ahead);
    }
    SpringApplication.run(Engine.class, arguments);
  }

  /**
   * A rehearsal has a date of its own: by the world's, a cycle that began before today would leave out its first
   * rounds.
   */
  private static void setClock(Long milliseconds) throws ReflectiveOperationException {
    Class.forName("org.camunda.bpm.engine.impl.util.ClockUtil")
        .getMethod("offset", Long.class)
        .invoke(null, milliseconds);
  }

  @Bean
  ServletContextInitializer restAuthentication() {
    return context -> {
      var filter =
          context.addFilter("rest-authentication", AUTHENTICATION + "ProcessEngineAuthenticationFilter");
      filter.setInitParameter(
          "authentication-provider", AUTHENTICATION + "impl.HttpBasicAuthenticationProvider");
      // Without it a long poll of external tasks is refused.
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(null, false, "/engine-rest/*");
    };
  }
}
