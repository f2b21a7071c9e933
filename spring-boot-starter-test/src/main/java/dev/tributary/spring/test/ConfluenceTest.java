package dev.tributary.spring.test;

import dev.tributary.simulator.Edition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;

/**
 * Tests a Spring Boot application against a Confluence of its own: a {@link SpringBootTest} whose site is a simulator.
 *
 * <pre>{@code
 * @ConfluenceTest
 * class PortalTest {
 *
 *     @Autowired
 *     MockMvcTester portal;
 *
 *     @Test
 *     @WithMockUser("ann")
 *     @ConnectedAs(value = "alice", user = "ann")
 *     void shows_the_pages_that_the_user_may_see(ConfluenceSimulator confluence) { … }
 * }
 * }</pre>
 *
 * <p>The simulator starts before the application and ends with it; tests that are configured alike share both, as Spring shares contexts.
 * It is a bean, and test methods, constructors and callbacks may take it, as a {@code ConfluenceSimulator}, for a parameter. Of the
 * application's settings, the site's address, edition and client are replaced, and {@code tributary.public-url}; a random port is chosen
 * before the application starts, so that browsers find their way back to it. The engine goes by the simulator's clock. Connections are in
 * memory and encrypted with keys of the moment, unless the application defines a {@code Store} or a {@code KeySource} itself.
 *
 * <p>After each test whoever was connected by it or since it began is disconnected, such grants are revoked, and the simulator's clock,
 * switches, faults and journal are as they were. What a store of the application's own had before stays. What was written into pages stays until the context ends; Spring's {@code @DirtiesContext} gives the next test a new Confluence.
 * Tests of one context must therefore not run in parallel.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@ExtendWith(ConfluenceParameters.class)
public @interface ConfluenceTest {

    /** Returns the id of the site, as in {@code tributary.sites.wiki}. */
    String site() default "wiki";

    /** Returns which kind of Confluence it is. */
    Edition edition() default Edition.DATA_CENTER;

    /** Returns the path that Confluence serves below, such as {@code /confluence}; none by default, and never one in Cloud. */
    String contextPath() default "";

    /** Returns switches of the simulator, each as {@code name=value}; a wrong one fails the context and says which there are. */
    String[] switches() default {};

    /** Returns properties of the application, as those of {@link SpringBootTest}. */
    @AliasFor(annotation = SpringBootTest.class)
    String[] properties() default {};

    /** Returns the application's classes, as those of {@link SpringBootTest}; by default its {@code @SpringBootApplication} is looked for. */
    @AliasFor(annotation = SpringBootTest.class)
    Class<?>[] classes() default {};

    /** Returns whether a server runs, as that of {@link SpringBootTest}; by default none does, which is enough for {@code MockMvc}. */
    @AliasFor(annotation = SpringBootTest.class)
    WebEnvironment webEnvironment() default WebEnvironment.MOCK;
}
