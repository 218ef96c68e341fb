using System.Text;
using Shouldly;

namespace Outsourcing.Http.Tests.Errors;

public sealed class ProviderErrorBodyTests
{
    [Theory]
    [InlineData("""{"code":21211,"message":"Invalid 'To'","more_info":"https://x","status":400}""", "21211", "Invalid 'To'")]
    [InlineData("""{"errors":[{"code":"10015","title":"Bad Request","detail":"The to is invalid"}]}""", "10015", "The to is invalid")]
    [InlineData("""{"type":"https://developer.vonage.com/api-errors#unauthorized","title":"Unauthorized","detail":"Bad key","instance":"abc"}""", "https://developer.vonage.com/api-errors#unauthorized", "Bad key")]
    [InlineData("""{"error-code":"401","error-code-label":"authentication failed"}""", "401", "authentication failed")]
    [InlineData("""{"api_id":"abc","error":"not found"}""", null, "not found")]
    [InlineData("""{"type":"validation","description":"Invalid from","id":"x"}""", "validation", "Invalid from")]
    [InlineData("""{"msg":"calling party not found"}""", null, "calling party not found")]
    [InlineData("""{"sid":"m1","message":"temporary failure","smpp_err_code":"0x58"}""", "0x58", "temporary failure")]
    [InlineData("""{"type":"request-validation","description":"Bad","fieldErrors":[{"fieldName":"from","description":"not owned"}]}""", "request-validation", "Bad")]
    [InlineData("""{"links":[],"data":null,"errors":[{"id":"e1","type":"resource.not_found","description":"None","code":"60001"}]}""", "60001", "None")]
    [InlineData("""{"errors":[{"code":"30010","message":"Maxpriceperminute was exceeded","more_info":"https://x"}]}""", "30010", "Maxpriceperminute was exceeded")]
    [InlineData("""{"error":{"code":"E1","message":"no"}}""", "E1", "no")]
    [InlineData("<ErrorResponse><Error><Code>5002</Code><Description>Order not found</Description></Error></ErrorResponse>", "5002", "Order not found")]
    [InlineData("<html><body>Bad gateway<br></body></html>", null, null)]
    [InlineData("{\"code\":", null, null)]
    [InlineData("", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("upstream connect error", null, null)]
    public void Read_EveryShape_GivesCodeAndMessage(string body, string? code, string? message)
    {
        ProviderErrorBody read = ProviderErrorBody.Read(Encoding.UTF8.GetBytes(body));

        read.Code.ShouldBe(code);
        read.Message.ShouldBe(message);
    }
}
