# language: fa
ویژگی: جمع‌آوری دائم انشعاب، از ثبت درخواست تا گواهی
  این خدمت به ترتیب توافقنامه انجام می‌شود و با جمع‌آوری انشعاب و تسویه‌ی حساب پایان می‌یابد.

  زمینه:
    با فرض انشعاب آمپری تک‌فاز ۲۵ آمپر با بدهی پیشین ۲۰٬۰۰۰٬۰۰۰ ریال

  @SLA-3.0
  قانون: این شرکت موافقت می‌کند که خدمت مورد نظر را به ترتیب زیر به متقاضیان ارائه نماید

    مثال: درخواست مشترک بدهکار همه‌ی مراحل را به ترتیب توافقنامه می‌گذراند
      وقتی مشترک از راه «نرم‌افزار موبایل برق من» درخواست جمع‌آوری دائم بدهد
      و هزینه‌ی جمع‌آوری را بپردازد
      و آزمایشگر کنتور را سالم گزارش کند
      و کارشناس شرایط فنی و مالی را تأیید کند
      و مشترک شرایط را ببیند و بپذیرد
      و مأموران انشعاب را جمع کنند
      و بدهی نهایی را بپردازد
      آنگاه درخواست با نتیجه‌ی «جمع‌آوری انشعاب و تسویه‌حساب» پایان می‌یابد
      و درخواست این راه را رفته است:
        | فرایند                    | گام                |
        | permanent-service-removal | request-registered |
        | permanent-service-removal | check-eligibility  |
        | permanent-service-removal | calculate-cost     |
        | collect-payment           | request-payment    |
        | collect-payment           | await-payment      |
        | collect-payment           | record-payment     |
        | examine-meter             | order-test         |
        | examine-meter             | test-meter         |
        | examine-meter             | record-meter-test  |
        | examine-meter             | meter-verdict      |
        | agree-terms               | assess-terms       |
        | agree-terms               | approve-terms      |
        | agree-terms               | record-approval    |
        | agree-terms               | announce-terms     |
        | agree-terms               | await-answer       |
        | agree-terms               | record-answer      |
        | carry-out-removal         | order-removal      |
        | carry-out-removal         | remove-connection  |
        | permanent-service-removal | record-removal     |
        | settle-account            | reconcile-debt     |
        | collect-payment           | request-payment    |
        | collect-payment           | await-payment      |
        | collect-payment           | record-payment     |
        | settle-account            | reconcile-debt     |
        | settle-account            | close-account      |
        | permanent-service-removal | issue-certificate  |
        | permanent-service-removal | served             |
      و این پیامک‌ها به همین ترتیب فرستاده شده‌اند و هیچ پیام دیگری فرستاده نشده است:
        | پیامک              |
        | request-registered |
        | subscription-alert |
        | cost-announced     |
        | payment-received   |
        | terms-announced    |
        | consent-recorded   |
        | settlement-due     |
        | result-issued      |
      و مانده‌ی حساب مشترک صفر است و دفتر تراز است
      و هر گام را صاحب همان گام بسته است:
        | گام               | صاحب               |
        | test-meter        | meter-testing      |
        | approve-terms     | subscriber-affairs |
        | remove-connection | field-operations   |
      و گواهی نتیجه صادر شده است
      و هیچ پرسشی از مشترک باز نمانده است
      و هیچ داده‌ی شخصی در موتور نمانده است
      اما هیچ دیرکردی ثبت نشده است

  @SLA-3.4
  قانون: پرداخت هزینه خدمت توسط مشترک

    مثال: پرداختی که در مهلت و هنگام قطع موتور می‌رسد به حساب می‌آید
      با فرض درخواستی که هزینه‌ی آن اعلام شده است
      وقتی مشترک در مهلت و هنگامی که موتور در دسترس نیست هزینه را بپردازد
      و مهلت پرداخت بگذرد و موتور بازگردد
      آنگاه درخواست به آزمایش کنتور رسیده است
      و پیامک «payment-received» فرستاده شده است
      اما پیامک «archived-unpaid» فرستاده نشده است

  @SLA-3.5
  قانون: آزمایش کنتور

    مثال: نتیجه با شماره‌ی بدنه‌ی ناسازگار به آزمایشگر برمی‌گردد
      با فرض درخواستی که هزینه‌ی آن پرداخت شده است
      وقتی آزمایشگر شماره‌ی بدنه‌ی دیگری را گزارش کند
      آنگاه کار «test-meter» دوباره نزد آزمایشگر است و دلیل بازگشت را نشان می‌دهد
      اما هیچ شرایطی برآورد نشده است

  @SLA-3.8
  قانون: انجام فرآیند عملیات جمع‌آوری انشعاب و تعیین و اعلام بدهی مصرفی و وضعیت بدهکاری/بستانکاری مشترک

    مثال: رقم پایانی کمتر از رقم آزمایش پذیرفته نمی‌شود
      با فرض درخواستی که مشترک شرایط آن را پذیرفته است
      وقتی مأموران رقم پایانی را کمتر از رقم آزمایش گزارش کنند
      آنگاه کار «correct-removal» دوباره نزد مأموران است و دلیل بازگشت را نشان می‌دهد
      اما هیچ حسابی بسته نشده است
