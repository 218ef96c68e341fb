using Outsourcing.AspNetCore.Tests;

// The test runner loads this assembly as a library; the crash tests start it as a host process of their own.
return args is ["host", var database, var connection, var port, var sink]
    ? await CrashHost.RunAsync(database, connection, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), sink)
    : 2;
