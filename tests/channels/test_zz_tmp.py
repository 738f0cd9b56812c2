def test_x(outside):
    g=outside.ground
    code = outside.apply().json()["tracking_code"]
    g.to_the_payment(code); g.pay(code,"ref-1"); g.clock.move(minutes=1)
    g.do("record-payment", code); 
    print("after cost paid", outside.of_case(code).json()["status"])
    code2=code
    g.do("order-test", code)
    from tests.ground import TEST_FORM, REMOVAL_FORM, SUBSCRIBER
    g.do("record-meter-test", code, completedBy="m", **TEST_FORM); g.do("assess-terms", code, verdict="sound")
    print([ (s['step'],bool(s['closed_at'])) for s in outside.of_case(code).json()["steps"]])
    g.do("record-approval", code, approval="approve", completedBy="s")
    print("approved, not yet announced", outside.of_case(code).json()["status"])
    g.do("announce-terms", code); g.look_at_terms(code); g.answer_terms(code, agrees=True); g.do("record-answer", code)
    print("agreed, not yet ordered", outside.of_case(code).json()["status"])
    g.clock.move(minutes=1); g.do("order-removal", code)
    g.do("record-removal", code, completedBy="f", **REMOVAL_FORM); g.do("reconcile-debt", code); g.clock.move(minutes=1); g.do("request-payment", code)
    g.pay(code,"ref-2"); g.do("record-payment", code)
    print("debt paid", outside.of_case(code).json()["status"])
