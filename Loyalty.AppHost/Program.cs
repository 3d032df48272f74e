Console.WriteLine("Loyalty");
