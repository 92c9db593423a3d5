import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's time-skipping test server with its clock set to a chosen instant, which its own command line does not offer.
 *
 * <p>Arguments: the port on 127.0.0.1, and the instant in milliseconds since 1970. Time is locked at the start: it runs at the
 * speed of a real clock until a client sleeps or unlocks it. TestServicesStarter is internal to the test server, so the version of
 * the jars is pinned beside this file's reader.
 */
public final class TimeServer {
  private static final boolean TIME_IS_LOCKED_AT_START = true;
  private static final int LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024;

  private TimeServer() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: TimeServer PORT START_MILLIS");
      System.exit(2);
    }
    int port = Integer.parseInt(arguments[0]);
    long startMillis = Long.parseLong(arguments[1]);

    TestServicesStarter services = new TestServicesStarter(TIME_IS_LOCKED_AT_START, startMillis);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port), InsecureServerCredentials.create())
            .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
            // The SDK's clients ask every 30 seconds whether the server lives, and core's cannot be told not to. gRPC's default
            // takes more than one such ping in five minutes without data for abuse and closes the connection, and with it the
            // sleep that is waited for and the polls of the worker.
            .permitKeepAliveTime(0, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    for (BindableService service : services.getServices()) {
      builder.addService(service);
    }
    builder.build().start().awaitTermination();
  }
}
