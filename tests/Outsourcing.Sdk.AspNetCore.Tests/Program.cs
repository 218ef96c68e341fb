using System.Globalization;
using Outsourcing.AspNetCore.Tests;
using Outsourcing.AspNetCore.Tests.Soak;

// The test runner loads this assembly as a library; the crash tests and the soak start it as a host process of their own.
return args switch
{
    ["host", var database, var connection, var port, var sink] => await CrashHost.RunAsync(database, connection, int.Parse(port, CultureInfo.InvariantCulture), sink),
    ["soak-host", var database, var connection, var outside, var share, var seed] =>
        await SoakHost.RunAsync(database, connection, new Uri(outside), double.Parse(share, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
    _ => 2,
};
